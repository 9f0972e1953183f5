import type { StepKindName } from "../../engine/definition/types.ts";
import { Card } from "../components/Card.tsx";
import { KindTile } from "../components/Tile.tsx";
import { EdgeShape, IntentMark } from "../theme/EdgeShape.tsx";
import { type Intent, intentLabels } from "../theme/intents.ts";
import { kinds } from "../theme/kinds.tsx";

const intents = Object.keys(intentLabels) as Intent[];
const names = Object.keys(kinds) as StepKindName[];

export function KindsShown() {
  return (
    <div style={{ display: "grid", gap: 12, gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 300px), 1fr))", alignItems: "start" }}>
      {intents.map((intent) => (
        <Card
          key={intent}
          heading={
            <span style={{ display: "inline-flex", gap: 7, alignItems: "center" }}>
              <IntentMark intent={intent} /> {intentLabels[intent]}
            </span>
          }
          padded
        >
          <div style={{ display: "grid", gap: 12 }}>
            {names
              .filter((name) => kinds[name].intent === intent)
              .map((name) => (
                <div
                  key={name}
                  style={{
                    position: "relative",
                    width: 264,
                    height: 54,
                    display: "flex",
                    alignItems: "center",
                    gap: 10,
                    padding: "0 10px 0 16px",
                    background: "var(--card)",
                    border: "1px solid var(--line2)",
                    borderRadius: 9,
                  }}
                >
                  <EdgeShape intent={intent} height={54} />
                  <KindTile kind={name} size="node" />
                  <b>{kinds[name].label}</b>
                </div>
              ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
