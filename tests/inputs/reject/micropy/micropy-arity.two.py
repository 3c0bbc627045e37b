def f(n):
    return f(n, n)
