{{ config(enabled=is_connected('meta_ads')) }}

{{ rejected_rows('meta_ads') }}
