{{ config(enabled=is_connected('snowplow')) }}

-- Which visitors are users: a browser in which somebody logged in.
{{ identifications_from_events('snowplow', 'domain_userid', 'coalesce(derived_tstamp, collector_tstamp)') }}
