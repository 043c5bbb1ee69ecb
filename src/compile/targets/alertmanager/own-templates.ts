/** The templates that Alertmanager has from 0.25 on, for the kinds of receivers that there are here. */
export const OWN_TEMPLATES: readonly string[] = [
  ...["__alertmanager", "__alertmanagerURL", "__subject", "__description", "__text_alert_list"],
  ...["title", "username", "fallback", "callbackid", "pretext", "titlelink", "iconemoji", "iconurl"].map(
    (name) => `slack.default.${name}`,
  ),
  ...["slack.default.text", "slack.default.footer"],
  ...["description", "client", "clientURL", "instances"].map((name) => `pagerduty.default.${name}`),
  ...["email.default.subject", "email.default.html"],
];
