"""What words say of a table's figures: changes, a part, others, a draft, or something that no rule knows.

`claims`, `reckoned`, `not_real`, `restrictions` and `lone_words` know words that change what figures mean,
`known_words` and `standing_text` those that say nothing new. Where on a page they must stand to count is
`layout.captions`' affair.
"""
