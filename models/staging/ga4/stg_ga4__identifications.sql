{{ config(enabled=is_connected('ga4')) }}

-- Which visitors are users: a browser in which somebody logged in.
{{ identifications_from_events('ga4', 'user_pseudo_id', 'timestamp') }}
