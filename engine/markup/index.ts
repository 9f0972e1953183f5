export { markupOf, paragraphsOf, type Span, spansOf } from "./spans.ts";
