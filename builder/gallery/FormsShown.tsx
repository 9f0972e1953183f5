import { Button, PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import { ProblemError } from "../api/problem.ts";
import { Card } from "../components/Card.tsx";
import { FormProblems, problemsOf } from "../components/FormProblems.tsx";

const error = new ProblemError({
  type: "urn:firmflow:problem:invalid",
  title: "Something needs correcting",
  status: 422,
  detail: "The contact was not saved. Correct what is marked.",
  errors: [
    { path: "/email", message: "Write the email address like name@example.com" },
    { path: "/consent/email", message: "Say whether they agreed to emails" },
  ],
});

export function FormsShown() {
  const problems = problemsOf(error);
  return (
    <Card heading="A form with problems" padded>
      <div style={{ display: "grid", gap: 14, maxWidth: 420 }}>
        <FormProblems error={error} shown={["email"]} />
        <TextInput label="Name" description="As they sign" defaultValue="Ngozi Okafor" />
        <TextInput label="Email" defaultValue="ngozi" error={problems.of("email")} />
        <Select label="Case type" data={["Estate planning", "Criminal defense", "Real estate closing"]} placeholder="Choose one" />
        <PasswordInput label="Password" placeholder="At least ten characters" />
        <Textarea label="Note" autosize minRows={2} />
        <Button variant="filled">Save</Button>
      </div>
    </Card>
  );
}
