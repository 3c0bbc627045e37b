def f(n):
    return n
def f(m): return m
