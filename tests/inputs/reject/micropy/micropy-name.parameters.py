def f(n, n): return n
