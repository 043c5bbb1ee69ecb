import { Button, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import styles from "./app.module.css";

interface TokenFormProps {
  /** Why a token is wanted, in the API's words. */
  readonly reason: string;
  readonly onToken: (token: string) => void;
}

/** Asks for the token that the API wants. */
export function TokenForm({ reason, onToken }: TokenFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onToken(String(new FormData(event.currentTarget).get("token")));
  };
  return (
    <form className={styles.token} onSubmit={submit}>
      <h2>A token is needed</h2>
      <p>{reason}</p>
      <TextInput
        type="password"
        name="token"
        label="Token"
        description="The service prints it when it starts. It is kept until this tab is closed."
        autoComplete="off"
        data-autofocus
        required
        withAsterisk={false}
      />
      <Button type="submit">Continue</Button>
    </form>
  );
}
