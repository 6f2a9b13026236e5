-- The register and the percentage of every publication's sentence, as far as they may be published: where the printed
-- percentage is not what total and register give, one of them is wrong, nobody knows which, and neither goes out; nor
-- does a register that no percentage proves and that is too large for the region.
with

identified as (select * from {{ ref('int_publications_identified') }}),

percentage_equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'percentage'
),

improbable_registers as (
    select * from {{ ref('int_register_percentages') }}
    where is_register_improbable
),

sentences as (

    select
        identified.publication_id,
        identified.target_group_register,
        identified.printed_percentage,
        coalesce(percentage_equations.verdict, 'unknown') as verdict,
        coalesce(percentage_equations.verdict, 'unknown') = 'fails'
        or improbable_registers.publication_id is not null as is_withheld

    from identified

    left join percentage_equations
        on identified.publication_id = percentage_equations.publication_id

    left join improbable_registers
        on identified.publication_id = improbable_registers.publication_id

),

registers as (

    -- A register without a percentage, or a percentage without a register, is printed once and proved by nothing.
    select

        ---------- ids
        publication_id,

        ---------- numerics
        case when not is_withheld then target_group_register end as target_group_register,
        case when not is_withheld then printed_percentage end as printed_percentage,

        ---------- booleans
        case
            when not is_withheld and (target_group_register is not null or printed_percentage is not null)
                then verdict = 'holds'
        end as is_register_proven

    from sentences

)

select * from registers
