import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { signIn } from "../../api/auth.ts";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Outside } from "../../components/Outside.tsx";
import { states, zones } from "./states.ts";

const empty = { firm: "", state: "", zone: "", phone: "", name: "", email: "", password: "" };
const shown = ["firm.name", "firm.state", "firm.zone", "firm.phone", "owner.name", "owner.email", "owner.password"];

/** The firm and its owner's sign-in: everything else waits in Settings, in the first-hour list. */
export default function SetUp() {
  const navigate = useNavigate();
  const open = useQuery({ queryKey: ["set-up"], queryFn: () => api.get<{ open: boolean }>("/api/public/set-up") });
  const [values, setValues] = useState(empty);
  const put = (name: keyof typeof empty) => (value: string | null) => setValues((before) => ({ ...before, [name]: value ?? "" }));
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const { firm, state, zone, phone, name, email, password } = values;
      await api.post("/api/public/set-up", {
        firm: { name: firm, state, zone, ...(phone ? { phone } : {}) },
        owner: { name, email, password },
      });
      await signIn(email, password);
    },
    onSuccess: () => navigate("/settings", { replace: true }),
  });
  if (open.isPending)
    return (
      <Outside title="Set up your firm" wide>
        <LoadingLines lines={4} />
      </Outside>
    );
  if (open.error)
    return (
      <Outside title="Set up your firm" wide>
        <ErrorState error={open.error} onRetry={() => void open.refetch()} />
      </Outside>
    );
  if (!open.data.open)
    return (
      <Outside title="There is a firm here already">
        <p>Ask its owner to invite you, or sign in if you have been invited.</p>
        <Button component={Link} to="/sign-in" variant="filled" size="md">
          To sign in
        </Button>
      </Outside>
    );

  const problems = problemsOf(make.error);
  const text = (name: keyof typeof empty) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => put(name)(event.currentTarget.value),
    size: "md",
  });
  const choose = (code: string | null) => {
    put("state")(code);
    const zone = states.find((state) => state.code === code)?.zone;
    if (zone) put("zone")(zone);
  };
  return (
    <Outside title="Set up your firm" wide>
      <p className="muted">Two minutes. Address, hours, staff and the rest follow in Settings, with a list of what to do first.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <FormProblems error={make.error} shown={shown} />
        <TextInput
          label="Name of the firm"
          description="As clients know it"
          required
          {...text("firm")}
          error={problems.of("firm.name")}
          autoComplete="organization"
        />
        <Select
          label="State"
          description="Its holidays and rules for messages apply"
          required
          searchable
          size="md"
          data={states.map(({ code, name }) => ({ value: code, label: name }))}
          value={values.state || null}
          onChange={choose}
          error={problems.of("firm.state")}
        />
        <Select
          label="Time zone"
          description="All times are told in it"
          required
          size="md"
          data={zones}
          value={values.zone || null}
          onChange={put("zone")}
          error={problems.of("firm.zone")}
        />
        <TextInput
          label="Phone (optional)"
          description="Clients who are stuck are told to call it"
          {...text("phone")}
          type="tel"
          autoComplete="tel"
          error={problems.of("firm.phone")}
        />
        <TextInput label="Your name" required {...text("name")} autoComplete="name" error={problems.of("owner.name")} />
        <TextInput label="Your email" required {...text("email")} type="email" autoComplete="username" error={problems.of("owner.email")} />
        <PasswordInput
          label="Password"
          description="At least ten characters"
          required
          minLength={10}
          {...text("password")}
          autoComplete="new-password"
          error={problems.of("owner.password")}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
        />
        <Button type="submit" variant="filled" size="md" fullWidth loading={make.isPending}>
          Set up the firm
        </Button>
      </form>
    </Outside>
  );
}
