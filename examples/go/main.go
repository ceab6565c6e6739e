package main

func main() {
	buildShop().Synth()
}
