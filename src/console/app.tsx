import { useCallback, useEffect, useRef, useState } from "react";
import type { Client } from "./api/client.ts";
import styles from "./app.module.css";
import { browserNow } from "./clock.ts";
import { Footer } from "./footer.tsx";
import { Header } from "./header/header.tsx";
import { Notices } from "./overview/notices.tsx";
import { Overview } from "./overview/overview.tsx";
import { useOverview } from "./overview/use-overview.ts";
import { DEFAULT_SELECTION, type Selection } from "./range/selection.ts";
import { useSelection } from "./range/use-selection.ts";
import { token } from "./token.ts";
import { TokenForm } from "./token-form.tsx";

/** The console's one page. */
export function App({ client }: { readonly client: Client }) {
  const [selection, select] = useSelection();
  const [wanted, setLive] = useState(true);
  const lastMoving = useLastMoving(selection);
  const live = wanted && selection.kind === "last";
  const { snapshot, connection, refresh } = useOverview(client, selection, live, browserNow);

  const zoom = useCallback(
    (startMs: number, endMs: number) => select({ kind: "between", startMs, endMs }),
    [select],
  );
  const reset = useCallback(() => {
    setLive(true);
    select(lastMoving.current);
  }, [select, lastMoving]);
  const changeLive = (turnedOn: boolean) => {
    if (turnedOn && selection.kind === "between") reset();
    else setLive(turnedOn);
  };
  useTitle(snapshot?.info.service);

  const refused =
    connection.kind === "failing" && connection.fault.kind === "unauthorized" && connection.fault;
  return (
    <>
      <Header
        snapshot={snapshot}
        connection={connection}
        selection={selection}
        live={live}
        onSelect={select}
        onLive={changeLive}
        onReset={reset}
      />
      <main className={styles.main}>
        {refused ? (
          <TokenForm
            reason={refused.detail}
            onToken={(value) => {
              token.keep(value);
              refresh();
            }}
          />
        ) : (
          <>
            <Notices snapshot={snapshot} connection={connection} onRetry={refresh} />
            {snapshot && <Overview snapshot={snapshot} onZoom={zoom} onReset={reset} />}
            {snapshot && <Footer info={snapshot.info} />}
          </>
        )}
      </main>
    </>
  );
}

/** The moving selection that was seen last: where "back to live" leads. */
function useLastMoving(selection: Selection) {
  const last = useRef<Selection>(DEFAULT_SELECTION);
  useEffect(() => {
    if (selection.kind === "last") last.current = selection;
  }, [selection]);
  return last;
}

function useTitle(service: string | undefined): void {
  useEffect(() => {
    if (service !== undefined) document.title = `${service} · Farol`;
  }, [service]);
}
