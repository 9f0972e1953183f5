import {
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconEye,
  IconLink,
  IconMailExclamation,
  IconMessage,
  IconRobot,
  IconSend,
  type TablerIcon,
} from "@tabler/icons-react";
import { Fragment } from "react";
import type { Happened } from "../../../domain/messages/index.ts";
import { DatedLine, DatedLines } from "../../components/DatedLine.tsx";
import { Tile, type Tone } from "../../components/Tile.tsx";
import { When } from "../../components/When.tsx";
import { wordsOf } from "./happened.ts";
import styles from "./Outbox.module.css";
import type { Row } from "./words.ts";

const looks: Record<Happened["what"], { icon: TablerIcon; tone: Tone }> = {
  left: { icon: IconSend, tone: "tell" },
  opened: { icon: IconEye, tone: "plain" },
  clicked: { icon: IconLink, tone: "record" },
  delivered: { icon: IconCheck, tone: "done" },
  delayed: { icon: IconClock, tone: "waiting" },
  cameBack: { icon: IconArrowBackUp, tone: "attention" },
  automatic: { icon: IconRobot, tone: "plain" },
  replied: { icon: IconMessage, tone: "ask" },
  spam: { icon: IconMailExclamation, tone: "attention" },
  told: { icon: IconMessage, tone: "plain" },
};

/** What became of a message since it left: who took it, what was followed, what came back and what they wrote. */
export function BecameOf({ happened, channel }: { happened: Happened[]; channel: Row["channel"] }) {
  if (happened.length === 0) return null;
  return (
    <section className={styles.became}>
      <h3>What became of it</h3>
      <DatedLines label="What became of it">
        {happened.map((one) => {
          const { what, detail, text } = wordsOf(one, channel);
          return (
            <Fragment key={`${one.at} ${one.what} ${one.said ?? ""}`}>
              <DatedLine
                tile={<Tile {...looks[one.what]} />}
                what={what}
                {...(detail ? { detail: <span className={styles.said}>{detail}</span> } : {})}
                when={<When at={one.at} />}
                compact
              />
              {text && <li className={styles.wrote}>{text}</li>}
            </Fragment>
          );
        })}
      </DatedLines>
    </section>
  );
}
