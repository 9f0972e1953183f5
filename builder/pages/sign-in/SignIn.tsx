import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { returnPath, signIn, signInWords } from "../../api/auth.ts";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { Outside } from "../../components/Outside.tsx";
import styles from "./SignIn.module.css";

/** Email and password; back to where one was going. Where there is no firm yet, the way to set one up. */
export default function SignIn() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [email, setEmail] = useState(params.get("email") ?? "");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const { data: setUp } = useQuery({ queryKey: ["set-up"], queryFn: () => api.get<{ open: boolean }>("/api/public/set-up") });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = {
      ...(email.includes("@") ? {} : { email: "Write your email address, like dana@firm.example" }),
      ...(password ? {} : { password: "Write your password" }),
    };
    setMissing(lacks);
    setFailure(null);
    if (lacks.email) return emailInput.current?.focus();
    if (lacks.password) return passwordInput.current?.focus();
    setBusy(true);
    try {
      await signIn(email.trim(), password);
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      navigate(returnPath(params.get("next")), { replace: true });
    } catch (error) {
      setFailure(signInWords(error));
      passwordInput.current?.select();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Outside title="Sign in">
      <form onSubmit={submit} noValidate>
        {params.get("next") && !failure && <p className="muted">Sign in to go on where you were.</p>}
        {failure && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
        <TextInput
          ref={emailInput}
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={missing.email}
        />
        <PasswordInput
          ref={passwordInput}
          label="Password"
          name="password"
          autoComplete="current-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={missing.password}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
        />
        <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>
          Sign in
        </Button>
      </form>
      {setUp?.open ? (
        <p className="muted small">
          No firm here yet? <Link to="/set-up">Set up your firm</Link>
        </p>
      ) : (
        <p className="muted small">Forgotten your password? The owner of your firm can invite you again in Settings, under Staff.</p>
      )}
    </Outside>
  );
}
