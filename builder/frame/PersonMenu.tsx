import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconBeach, IconChevronDown, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { signOut } from "../api/auth.ts";
import { useMe } from "../api/me.ts";
import { notifyProblem } from "../components/notify.tsx";
import { PersonAvatar } from "../components/PersonAvatar.tsx";
import styles from "./PersonMenu.module.css";

const roleWords = { owner: "Owner", builder: "Builder of flows", staff: "Staff", viewer: "Viewer" };

/** Who is signed in: light or dark, and signing out. */
export function PersonMenu() {
  const { data: me } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const queries = useQueryClient();
  if (!me) return null;
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      notifyProblem(error);
      return;
    }
    queries.clear();
    navigate("/sign-in");
  };
  const looks = [
    { value: "light", label: "Light", icon: IconSun },
    { value: "dark", label: "Dark", icon: IconMoon },
    { value: "auto", label: "As this device", icon: IconDeviceDesktop },
  ] as const;
  return (
    <Menu width={220}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={`${me.staff.name}: your menu`}>
          <PersonAvatar name={me.staff.name} />
          <span className={styles.name}>{me.staff.name}</span>
          <IconChevronDown size={15} stroke={1.7} aria-hidden="true" className={styles.arrow} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled className={styles.self}>
          {me.staff.email}
          <br />
          {roleWords[me.staff.role]}
        </Menu.Item>
        <Menu.Divider />
        {looks.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.7} />}
            rightSection={colorScheme === value ? <span className={styles.on}>on</span> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconBeach size={16} stroke={1.7} />} onClick={() => navigate(`/settings/staff?away=${me.staff.id}`)}>
          I am away …
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
