"""Policy: a region's policy text, read once into a frozen and checked book.

Lives here: the book's words (`book`), the reader that returns every problem at once with its place (`reader`), the
library of books shipped with the project (`library`). Knows: kernel. May never: touch a database; guess.
"""
