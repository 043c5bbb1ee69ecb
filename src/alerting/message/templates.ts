/**
 * Farol's own templates, which receivers name unless they were given others. `farol.title` and the bodies take a
 * notification, `farol.evidence` a list of alerts. What was measured and found stands in the annotations `value` and
 * `evidence`, which the embedded engine adds; elsewhere those lines are left out.
 */
export const TEMPLATES = `{{ define "farol.title" -}}
[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}]
{{- if .CommonLabels.severity }} {{ .CommonLabels.severity | toUpper }}{{ end }}
{{- if .CommonLabels.alertname }} {{ .CommonLabels.alertname }}{{ else }} {{ len .Alerts }} alerts{{ end }}
{{- if .CommonAnnotations.summary }}: {{ .CommonAnnotations.summary }}{{ end }}
{{- end }}

{{ define "farol.evidence" -}}
{{ range . }}{{ .Annotations.summary }}
{{ .Annotations.description }}
{{ range .Labels.SortedPairs }}{{ .Name }}={{ .Value }} {{ end }}
{{ if .Annotations.value }}Value: {{ .Annotations.value }}
{{ end }}{{ if .Annotations.evidence }}Evidence:
{{ .Annotations.evidence }}
{{ end }}{{ if .Annotations.runbook_url }}Runbook: {{ .Annotations.runbook_url }}
{{ end }}{{ if .Annotations.dashboard_url }}Dashboard: {{ .Annotations.dashboard_url }}
{{ end }}{{ if .GeneratorURL }}Expression: {{ .GeneratorURL }}
{{ end }}
{{ end }}
{{- end }}

{{ define "farol.text" -}}
{{ if .Alerts.Firing }}Firing:

{{ template "farol.evidence" .Alerts.Firing }}{{ end }}
{{- if .Alerts.Resolved }}Ended:

{{ template "farol.evidence" .Alerts.Resolved }}{{ end }}
{{- end }}

{{ define "farol.slack.escaped" -}}
{{ . | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}
{{- end }}

{{ define "farol.slack.code" -}}
{{ template "farol.slack.escaped" (reReplaceAll "\`" "'" .) }}
{{- end }}

{{ define "farol.slack.alert" -}}
*{{ template "farol.slack.escaped" .Annotations.summary }}*
{{ template "farol.slack.escaped" .Annotations.description }}
{{ range .Labels.SortedPairs }}\`{{ .Name }}={{ template "farol.slack.code" .Value }}\` {{ end }}
{{ if .Annotations.value }}Value: {{ template "farol.slack.escaped" .Annotations.value }}
{{ end }}{{ if .Annotations.evidence }}\`\`\`{{ template "farol.slack.code" .Annotations.evidence }}\`\`\`
{{ end }}{{ if .Annotations.runbook_url }}<{{ .Annotations.runbook_url }}|Runbook> {{ end }}
{{- if .Annotations.dashboard_url }}<{{ .Annotations.dashboard_url }}|Dashboard> {{ end }}
{{- if .GeneratorURL }}<{{ .GeneratorURL }}|Expression>{{ end }}
{{ end }}

{{ define "farol.slack" -}}
{{ range .Alerts.Firing }}{{ template "farol.slack.alert" . }}
{{ end }}
{{- range .Alerts.Resolved }}Ended: {{ template "farol.slack.alert" . }}
{{ end }}
{{- end }}

{{ define "farol.html.alert" -}}
<h3>{{ .Annotations.summary }}</h3>
<p>{{ .Annotations.description }}</p>
<p>{{ range .Labels.SortedPairs }}<code>{{ .Name }}={{ .Value }}</code> {{ end }}</p>
{{ if .Annotations.value }}<p>Value: {{ .Annotations.value }}</p>
{{ end }}{{ if .Annotations.evidence }}<pre>{{ .Annotations.evidence }}</pre>
{{ end }}<p>{{ if .Annotations.runbook_url }}<a href="{{ .Annotations.runbook_url }}">Runbook</a> {{ end }}
{{- if .Annotations.dashboard_url }}<a href="{{ .Annotations.dashboard_url }}">Dashboard</a> {{ end }}
{{- if .GeneratorURL }}<a href="{{ .GeneratorURL }}">Expression</a>{{ end }}</p>
{{ end }}

{{ define "farol.html" -}}
<!DOCTYPE html>
<html>
<body style="font-family: sans-serif">
<h2>{{ template "farol.title" . }}</h2>
{{ range .Alerts.Firing }}{{ template "farol.html.alert" . }}{{ end }}
{{- if .Alerts.Resolved }}<h2>Ended</h2>
{{ range .Alerts.Resolved }}{{ template "farol.html.alert" . }}{{ end }}{{ end }}</body>
</html>
{{- end }}
`;
