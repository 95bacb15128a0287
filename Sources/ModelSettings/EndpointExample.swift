/// A file of endpoints to begin with.
public enum EndpointExample {
  /// Sound as it stands; every field is in it.
  public static let text = """
    # The models that concord may ask. This file is endpoints.yaml in your configuration folder
    # ($XDG_CONFIG_HOME/concord, or ~/.config/concord), or beside a study, whose names win.
    # `concord models` lists what it says, `concord models --test` tries each one out.

    endpoints:
      # A server of your own: llama.cpp, vLLM, Ollama, LM Studio. No key, no price.
      - name: local
        url: http://127.0.0.1:8080/v1
        model: qwen2.5-7b-instruct
        family: qwen
        limits: {parallel: 4}
        capabilities: [logprobs, json-schema, seed]

      # OpenAI, and whoever does as it does (OpenRouter, Together, DeepSeek, Mistral ...).
      - name: gpt-4o-mini           # what you call it; judges are named after it
        url: https://api.openai.com/v1   # without /chat/completions
        kind: openai-chat           # without it the same
        model: gpt-4o-mini          # what the server calls it
        family: gpt                 # for judges that may prefer their own kin
        # Money for a million tokens. Look it up: prices change. Without currency it is USD.
        price: {in: 0.15, out: 0.60, currency: USD}
        # What your account allows. Calls begin slowly, and grow while the server lets them.
        limits:
          requests-per-minute: 500
          tokens-per-minute: 200000
          parallel: 16
        # Seconds. Without it 15, 300 and 600.
        time-limits: {connect: 15, first-byte: 120, whole: 300}
        # What the model can do: images, logprobs, json-schema, json-object (the same asked for in
        # an older way), seed, reasoning-effort. `concord models --test` finds out.
        capabilities: [images, logprobs, json-schema, seed]
        # The key itself never stands here: name the variable that holds it.
        key-env: OPENAI_API_KEY

      - name: claude
        url: https://api.anthropic.com/v1
        kind: anthropic-messages
        model: claude-3-5-haiku-latest
        family: claude
        price: {in: 0.80, out: 4.00}
        capabilities: [images, json-schema]
        # Or a program that prints the key, as a list of words or as a line of the shell. It runs
        # once, without a terminal; nothing that it prints is ever shown or kept.
        key-command: [pass, show, anthropic/key]

      - name: gemini
        url: https://generativelanguage.googleapis.com/v1beta
        kind: gemini
        model: gemini-2.0-flash
        family: gemini
        price: {in: 0.10, out: 0.40}
        capabilities: [images, json-schema, seed]
        key-env: GEMINI_API_KEY

    """
}
