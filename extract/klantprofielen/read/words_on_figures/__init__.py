"""What words say of a table's figures: changes, a part, others, a draft, or something that no rule knows.

`not_counts`, `reckoned`, `drafts`, `unchecked_or_mistaken`, `restrictions` and `lone_words` know words that change what
figures mean, `known_words` and `standing_text` those that say nothing new. Where on a page they must stand to count is
`layout.captions`' affair.
"""
