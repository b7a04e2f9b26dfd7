{{ base_table('hubspot', 'deal_pipeline_stage', [
    {
        'column': 'stage_id',
        'when': 'coalesce(rows_read.stage_id, rows_read.stages) is null',
        'reason': 'is missing',
    },
]) }}
