import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "../theme/tokens.css";
import "../theme/brand.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/notes.css";
import { createRoot } from "react-dom/client";
import { ClientApp } from "./ClientApp.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<ClientApp />);
