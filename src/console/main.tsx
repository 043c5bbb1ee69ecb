import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Client } from "./api/client.ts";
import { App } from "./app.tsx";
import "./styles.ts";
import { colorSchemeManager, theme } from "./theme.ts";
import { token } from "./token.ts";

const client = new Client({ origin: location.origin, token: token.read });

// Mantine would write style elements for these; the page's policy allows style sheets only.
const withoutStyleElements = { withCssVariables: false, withGlobalClasses: false } as const;

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      {...withoutStyleElements}
    >
      <App client={client} />
    </MantineProvider>
  </StrictMode>,
);
