-- The alias rule on what a page may print: each text with the key that it must become.
with

examples as (

    {% set examples = [
        ('Almere', 'almere'),
        ('  ALMERE ', 'almere'),
        ('Gemeente Almere', 'almere'),
        ('Almere (gem.)', 'almere'),
        ('Groningen (gemeente)', 'groningen'),
        ('Nuenen c.a.', 'nuenen'),
        ('Nuenen CA', 'nuenen'),
        ('Nuenen, Gerwen en Nederwetten', 'nuenen gerwen en nederwetten'),
        ("''s-Gravenhage", 's gravenhage'),
        ('\u2019s-Gravenhage', 's gravenhage'),
        ('\u2018s\u2011Gravenhage', 's gravenhage'),
        ('S\u00fadwest-Frysl\u00e2n', 'sudwest fryslan'),
        ('Su\u0301dwest-Frysla\u0302n', 'sudwest fryslan'),
        ('S\u00daDWEST-FRYSL\u00c2N', 'sudwest fryslan'),
        ('Noord\u00adoostpolder', 'noordoostpolder'),
        ('Noord\u200boostpolder', 'noordoostpolder'),
        ('Aa\u00a0en\u202fHunze', 'aa en hunze'),
        ('\u0132sselstein', 'ijsselstein'),
        ('De\n Fryske  Marren', 'de fryske marren'),
        ('Delf\ufb01nen', 'delffinen'),
        ('Bergen (NH.)', 'bergen nh'),
        ('Zaanstreek/Waterland', 'zaanstreek waterland'),
        ('Gemert-Bakel', 'gemert bakel'),
        ('Gemeente', 'gemeente'),
        ('Almere*', 'almere*'),
        ('Almere 1)', 'almere 1'),
        ('Almere\u00b2', 'almere\u00b2'),
        ('Almere\u2020', 'almere\u2020')
    ] %}
    {% for printed, expected in examples %}
    select
        '{{ printed }}' as printed,
        '{{ expected }}' as expected_key

    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

keyed as (

    select
        printed,
        expected_key,
        {{ name_key('printed') }} as alias_key

    from examples

)

select * from keyed

where alias_key is distinct from expected_key
