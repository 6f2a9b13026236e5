-- The register and the percentage of every publication's sentence, as far as they may be published: where the printed
-- percentage is not what total and register give, one of them is wrong, nobody knows which, and neither goes out.
with

identified as (

    select * from {{ ref('int_publications_identified') }}

),

percentage_equations as (

    select * from {{ ref('int_equations') }}

    where equation_kind = 'percentage'

),

registers as (

    -- A register without a percentage, or a percentage without a register, is printed once and proved by nothing.
    select

        ---------- ids
        identified.publication_id,

        ---------- numerics
        case
            when coalesce(percentage_equations.verdict, 'unknown') <> 'fails' then identified.target_group_register
        end as target_group_register,
        case
            when coalesce(percentage_equations.verdict, 'unknown') <> 'fails' then identified.printed_percentage
        end as printed_percentage,

        ---------- booleans
        case
            when percentage_equations.verdict = 'fails' then null
            when identified.target_group_register is not null or identified.printed_percentage is not null
                then coalesce(percentage_equations.verdict = 'holds', false)
        end as is_register_proven

    from identified

    left join percentage_equations
        on identified.publication_id = percentage_equations.publication_id

)

select * from registers
