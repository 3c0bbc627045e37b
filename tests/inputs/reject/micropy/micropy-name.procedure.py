def f(n):
    return g(n)
