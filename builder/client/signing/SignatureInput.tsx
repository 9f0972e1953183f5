import { IconEraser, IconKeyboard, IconWritingSign } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import SignaturePad from "signature_pad";
import { FieldMessage } from "../components/Field.tsx";
import { TextField } from "../components/inputs.tsx";
import { useSpeech } from "../i18n/Language.tsx";
import type { Mark } from "./types.ts";

export type Way = "draw" | "type";

/** Typed where there is a mouse, drawn where there is a finger or pen, until something else is chosen. */
export const firstWay = (): Way => (window.matchMedia("(pointer: coarse)").matches ? "draw" : "type");

interface SignatureInputProps {
  way: Way;
  onWay: (way: Way) => void;
  mark: Mark;
  onChange: (mark: Mark) => void;
  errors: { name?: string | undefined; drawing?: string | undefined };
}

/** Drawn or typed: either can be chosen, and typing always works by keyboard. */
export function SignatureInput({ way, onWay, mark, onChange, errors }: SignatureInputProps) {
  const { t } = useSpeech();
  const choose = (next: Way) => {
    onWay(next);
    if (next === "type") onChange({ name: mark.name });
  };
  const name = useId();
  return (
    <fieldset className="your-mark">
      <legend className="field-label">{t("sign.yours")}</legend>
      <div className="mark-ways">
        {(["draw", "type"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name={name} checked={way === one} onChange={() => choose(one)} />
            {one === "draw" ? (
              <IconWritingSign size={20} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconKeyboard size={20} stroke={1.75} aria-hidden="true" />
            )}
            {t(one === "draw" ? "sign.draw" : "sign.type")}
          </label>
        ))}
      </div>
      <TextField
        id="sign-name"
        name="name"
        label={t("sign.name")}
        value={mark.name}
        maxLength={120}
        autoComplete="name"
        error={errors.name}
        onChange={(value) => onChange({ ...mark, name: value })}
      />
      {way === "type" ? (
        <p className="mark-typed" aria-hidden="true">
          {mark.name || "\u00a0"}
        </p>
      ) : (
        <Pad error={errors.drawing} onDrawn={(drawing) => onChange(drawing ? { name: mark.name, drawing } : { name: mark.name })} />
      )}
    </fieldset>
  );
}

function Pad({ error, onDrawn }: { error: string | undefined; onDrawn: (drawing: string | null) => void }) {
  const { t } = useSpeech();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const told = useRef(onDrawn);
  told.current = onDrawn;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const made = new SignaturePad(element, { penColor: "#12205a", minWidth: 0.8, maxWidth: 2.6 });
    // A turned phone has another width: what was drawn goes with it.
    const size = () => {
      const sharp = Math.min(window.devicePixelRatio || 1, 2);
      const drawn = made.toData();
      element.width = element.offsetWidth * sharp;
      element.height = element.offsetHeight * sharp;
      element.getContext("2d")?.scale(sharp, sharp);
      made.fromData(drawn);
    };
    size();
    made.addEventListener("endStroke", () => told.current(made.toDataURL("image/png").split(",")[1] ?? null));
    window.addEventListener("resize", size);
    pad.current = made;
    return () => {
      window.removeEventListener("resize", size);
      made.off();
    };
  }, []);
  const clear = () => {
    pad.current?.clear();
    onDrawn(null);
  };
  return (
    <div className="pad" data-bad={error ? true : undefined}>
      {error && <FieldMessage id="sign-drawing-error">{error}</FieldMessage>}
      {/* By keyboard one types the name instead: the radio before this offers it. */}
      <canvas id="sign-drawing" ref={canvas} role="img" aria-label={t("sign.pad")} tabIndex={-1} />
      <button type="button" className="pad-clear" onClick={clear}>
        <IconEraser size={18} stroke={1.75} aria-hidden="true" />
        {t("sign.clear")}
      </button>
    </div>
  );
}
