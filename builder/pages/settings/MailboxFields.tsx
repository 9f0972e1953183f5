import { NumberInput, PasswordInput, SegmentedControl, SimpleGrid, TextInput } from "@mantine/core";
import type { useForm } from "@mantine/form";
import styles from "./Settings.module.css";

export interface MailboxValues {
  how: "password" | "microsoft";
  host: string;
  port: number | string;
  user: string;
  address: string;
  tags: boolean;
  password: string;
  tenant: string;
  clientId: string;
}
interface MailboxFieldsProps {
  form: ReturnType<typeof useForm<MailboxValues>>;
  isKnown: boolean;
  /** Whether something is wrong with a field; what that is stands above them. */
  isWrong: (name: string) => boolean;
}

/** Where the mailbox is and how it is opened: by a password or, at Microsoft 365 where none opens one, by an application. */
export function MailboxFields(props: MailboxFieldsProps) {
  const { form } = props;
  return (
    <>
      <SegmentedControl
        aria-label="How it is opened"
        data={[
          { value: "password", label: "By a password" },
          { value: "microsoft", label: "At Microsoft 365" },
        ]}
        {...form.getInputProps("how")}
      />
      {form.values.how === "microsoft" ? <AtMicrosoft {...props} /> : <ByPassword {...props} />}
    </>
  );
}

function ByPassword({ form, isKnown, isWrong }: MailboxFieldsProps) {
  const field = (name: keyof MailboxValues) => ({ ...form.getInputProps(name), error: isWrong(name) });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <TextInput
        label="Mail server (IMAP)"
        placeholder="imap.example.com"
        description="As your mail provider names it."
        {...field("host")}
      />
      <NumberInput label="Port" min={1} max={65535} description="With TLS; almost always 993." {...field("port")} />
      <TextInput label="User name" autoComplete="off" description="Mostly the email address." {...field("user")} />
      <PasswordInput
        label="Password"
        autoComplete="new-password"
        description={isKnown ? "Empty keeps the present one." : "Often an app password, made with your mail provider."}
        {...field("password")}
      />
      <TextInput label="Its email address" type="email" description="Clients' answers are sent to it." {...field("address")} />
    </SimpleGrid>
  );
}

function AtMicrosoft({ form, isKnown, isWrong }: MailboxFieldsProps) {
  const field = (name: keyof MailboxValues, path: string = name) => ({ ...form.getInputProps(name), error: isWrong(path) });
  return (
    <>
      <p className={styles.saved}>
        Microsoft 365 opens no mailbox by a password. Whoever looks after it for you registers an application once, and types here what
        Microsoft Entra shows of it.
      </p>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label="The mailbox's email address"
          type="email"
          description="Clients' answers are sent to it."
          {...field("address")}
          error={isWrong("address") || isWrong("user")}
        />
        <TextInput
          label="Directory (tenant) ID"
          autoComplete="off"
          description="On the application's overview."
          {...field("tenant", "microsoft.tenant")}
        />
        <TextInput
          label="Application (client) ID"
          autoComplete="off"
          description="On the application's overview."
          {...field("clientId", "microsoft.clientId")}
        />
        <PasswordInput
          label="Client secret"
          autoComplete="new-password"
          description={isKnown ? "Empty keeps the present one." : "Its value, not its ID."}
          {...field("password")}
        />
      </SimpleGrid>
      <details className={styles.steps}>
        <summary>What is done once at Microsoft</summary>
        <ol>
          <li>
            Microsoft Entra, App registrations: register an application. Under API permissions add Office 365 Exchange Online, Application
            permissions, <code>IMAP.AccessAsApp</code>, and grant an administrator's consent.
          </li>
          <li>Certificates & secrets: make a client secret. Put its end into your calendar: it must be replaced before.</li>
          <li>
            In Exchange Online PowerShell, with the application's ID and its object ID from Enterprise applications:
            <pre>
              {`New-ServicePrincipal -AppId <application ID> -ObjectId <object ID>
Add-MailboxPermission -Identity ${form.values.address || "flows@your-firm.com"} -User <object ID> -AccessRights FullAccess`}
            </pre>
            It opens this one mailbox and no other. IMAP must be on for it.
          </li>
        </ol>
      </details>
    </>
  );
}
