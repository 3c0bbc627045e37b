def f(n):
    return m
