"""Table in, small frozen result out: plain numbers, None where unknown, and a `sentence` that
says what they say.
"""
