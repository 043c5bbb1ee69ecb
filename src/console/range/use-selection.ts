import { useCallback, useEffect, useState } from "react";
import { readSelection, type Selection, writeSelection } from "./selection.ts";

/** The selection that the page's address names. Choosing another one is a step in the browser's history. */
export function useSelection(): readonly [Selection, (selection: Selection) => void] {
  const [selection, setSelection] = useState(() => readSelection(location.search));

  useEffect(() => {
    const listen = () => setSelection(readSelection(location.search));
    window.addEventListener("popstate", listen);
    return () => window.removeEventListener("popstate", listen);
  }, []);

  const select = useCallback((chosen: Selection) => {
    history.pushState(null, "", writeSelection(chosen));
    setSelection(chosen);
  }, []);
  return [selection, select];
}
