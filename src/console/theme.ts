import { createTheme, localStorageColorSchemeManager } from "@mantine/core";

/** What Mantine's components look like; colors and type are in `theme.css`. */
export const theme = createTheme({
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
});

/** The chosen scheme belongs to the reader, not to the address. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: "farol-color-scheme" });
