/** What a step dragged from the palette carries. */
export const dragType = "application/x-firmflow-step";
