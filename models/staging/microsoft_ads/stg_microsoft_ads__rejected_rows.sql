{{ config(enabled=is_connected('microsoft_ads')) }}

{{ rejected_rows('microsoft_ads') }}
