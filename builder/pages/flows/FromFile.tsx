import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { notifyLeftOut, notifyProblem } from "../../components/notify.tsx";

/** "From a file": a flow that was saved as one becomes a draft. */
export function FromFile() {
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      // Reading one takes the engine along, which nobody needs before a file was chosen.
      const { createFromFile } = await import("./create.ts");
      const { key, left } = await createFromFile(chosen);
      navigate(`/flows/${key}`);
      notifyLeftOut(left);
    } catch (failure) {
      notifyProblem(failure);
    }
  };
  return (
    <>
      <Button leftSection={<IconUpload size={16} stroke={1.7} />} onClick={() => file.current?.click()}>
        From a file
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
