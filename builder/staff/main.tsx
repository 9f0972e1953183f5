import "@fontsource-variable/inter/wght.css";
import "../theme/tokens.css";
import "../theme/base.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import { createRoot } from "react-dom/client";
import { focusReturns } from "../frame/focusReturns.ts";
import { App } from "./App.tsx";

const [root, layers] = [document.getElementById("root"), document.getElementById("layers")];
if (layers) focusReturns(layers);
if (root) createRoot(root).render(<App />);
