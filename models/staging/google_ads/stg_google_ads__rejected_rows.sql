{{ config(enabled=is_connected('google_ads')) }}

{{ rejected_rows('google_ads') }}
