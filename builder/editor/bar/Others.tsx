import { Tooltip } from "@mantine/core";
import { PersonAvatar } from "../../components/PersonAvatar.tsx";
import styles from "./EditorBar.module.css";

/** Who else has this flow open. */
export function Others({ others }: { others: { id: string; name: string }[] }) {
  return (
    <span role="status" className={styles.person}>
      {others.map(({ id, name }) => (
        <Tooltip key={id} label={`${name} has this flow open too`}>
          <span>
            <PersonAvatar name={name} />
            <span className="visually-hidden">{name} has this flow open too.</span>
          </span>
        </Tooltip>
      ))}
    </span>
  );
}
