const KEY = "farol-token";

/** The API's token, kept until the tab is closed. */
export const token = {
  read: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  keep: (value: string): void => sessionStorage.setItem(KEY, value),
};
