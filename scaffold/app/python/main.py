from app import build

if __name__ == "__main__":
    build().synth()
