package com.example.shop;

public final class Main {
    public static void main(final String[] args) {
        Shop.build().synth();
    }

    private Main() {
    }
}
