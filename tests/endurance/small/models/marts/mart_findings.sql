select
    publication_id,
    remark_number as finding_number,
    'warning' as severity,
    remark_text as finding_text

from landing.raw.remarks
