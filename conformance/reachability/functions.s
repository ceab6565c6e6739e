// Lets the compiler accept functions without a body; their bodies come by go:linkname.
