import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { machine } from "./machine.fixture.ts";
import { readTraffic, trafficMeter } from "./network.ts";

const HEAD = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

function device(name: string, received: number, transmitted: number): string {
  return `  ${name}: ${received}   82666    0    0    0     0          0         0  ${transmitted}   50321    0    0    0     0       0          0\n`;
}

function netDev(...lines: readonly string[]): Record<string, string> {
  return { "proc/net/dev": HEAD + lines.join("") };
}

function counted() {
  const here = machine();
  const host = recordedHost();
  const count = trafficMeter(host, here.root);
  return {
    after(...lines: readonly string[]) {
      here.write(netDev(...lines));
      count();
      return Object.fromEntries(
        host
          .series("system_network_receive_bytes_total")
          .map(({ device }) => [
            device,
            [
              host.value("system_network_receive_bytes_total", { device: device! }),
              host.value("system_network_transmit_bytes_total", { device: device! }),
            ],
          ]),
      );
    },
    [Symbol.dispose]: () => here[Symbol.dispose](),
  };
}

test("bytes are counted from the device's beginning, and go on from there", () => {
  using meter = counted();
  assert.deepEqual(meter.after(device("eth0", 1000, 10)), { eth0: [1000, 10] });
  assert.deepEqual(meter.after(device("eth0", 1500, 12)), { eth0: [1500, 12] });
});

test("a device that was made anew adds what it has carried since", () => {
  using meter = counted();
  meter.after(device("eth0", 1000, 10));
  assert.deepEqual(meter.after(device("eth0", 5, 1)), { eth0: [1005, 11] });
});

test("a device that is gone has no series any more", () => {
  using meter = counted();
  meter.after(device("eth0", 1000, 10), device("wlan0", 2, 3));
  assert.deepEqual(meter.after(device("eth0", 1000, 10)), { eth0: [1000, 10] });
});

test("the loop, and what only hands packets on, is left out", () => {
  const names = ["lo", "eth0", "enp3s0", "wg0", "veth12ab", "docker0", "br-9f", "cni0", "ifb0", "bond0"];
  using here = machine(netDev(...names.map((name) => device(name, 1, 1))));
  assert.deepEqual([...readTraffic(here.root).keys()], ["eth0", "enp3s0", "wg0", "bond0"]);
});

test("a number may stand right behind the colon, as old kernels write it", () => {
  using here = machine(netDev(device("eth0", 7, 8).replace(": ", ":")));
  assert.deepEqual(readTraffic(here.root).get("eth0"), { received: 7, transmitted: 8 });
});
