-- What may say of which region and quarter the document at an address is: the words of its newest link, its file name.
with

retrievals as (
    select * from {{ ref('stg_uwv__retrievals') }}
    where resource_kind = 'document'
),

newest_words as (

    select
        address,
        max_by(link_text, retrieved_at) filter (where link_text is not null) as link_text,
        max_by(file_name, retrieved_at) filter (where file_name is not null) as file_name,
        max_by(document_sha256, retrieved_at) filter (where is_given) as document_sha256,
        {{ caught('address', '/([^/?]+)([?].*)?$', 1) }} as last_part

    from retrievals

    group by address

),

link_texts as (

    select
        address,
        document_sha256,
        'link' as text_kind,
        link_text as passage_text

    from newest_words

    where link_text is not null

    union all

    select
        address,
        document_sha256,
        'file name' as text_kind,
        {{ replace_pattern("coalesce(file_name, last_part)", '[.][A-Za-z]+$', '') }} as passage_text

    from newest_words

    where coalesce(file_name, last_part) is not null

)

select * from link_texts
