"""Blocks -> blocks: boilerplate is cut by rules that are data, and each cut says which rule made it; pure."""
