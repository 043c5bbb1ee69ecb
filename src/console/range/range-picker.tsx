import { Button, Popover, SegmentedControl, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { inputTime } from "../charts/times.ts";
import styles from "./range-picker.module.css";
import { isPreset, PRESETS, type Selection } from "./selection.ts";
import type { Window } from "./window.ts";

interface RangePickerProps {
  readonly selection: Selection;
  /** What is shown now: where a custom range begins to be edited. */
  readonly window: Window | undefined;
  readonly onSelect: (selection: Selection) => void;
}

/** The ranges one click away, and any other by its two ends. */
export function RangePicker({ selection, window, onSelect }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.picker}>
      <SegmentedControl
        size="xs"
        aria-label="Time range"
        data={[...PRESETS]}
        value={selection.kind === "last" ? selection.preset : ""}
        onChange={(preset) => isPreset(preset) && onSelect({ kind: "last", preset })}
      />
      <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal={false}>
        <Popover.Target>
          <Button
            size="xs"
            variant={selection.kind === "between" ? "filled" : "default"}
            onClick={() => setOpen(!open)}
          >
            Custom
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <SpanForm
            window={window}
            onSelect={(span) => {
              setOpen(false);
              onSelect(span);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function SpanForm({ window, onSelect }: Pick<RangePickerProps, "window" | "onSelect">) {
  const [refused, setRefused] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [startMs, endMs] = [form.get("start"), form.get("end")].map((text) => Date.parse(String(text)));
    if (startMs! < endMs!) onSelect({ kind: "between", startMs: startMs!, endMs: endMs! });
    else setRefused("The range must begin before it ends.");
  };
  const common = {
    type: "datetime-local",
    step: 1,
    size: "xs",
    required: true,
    withAsterisk: false,
  } as const;
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput {...common} label="From" name="start" defaultValue={window && inputTime(window.startMs)} />
      <TextInput
        {...common}
        label="To"
        name="end"
        defaultValue={window && inputTime(window.endMs)}
        error={refused}
      />
      <Button type="submit" size="xs">
        Show
      </Button>
    </form>
  );
}
