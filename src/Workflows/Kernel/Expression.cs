using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>Something that has a value once a case stands somewhere. Reads its scope and nothing else.</summary>
public abstract class Expression
{
    /// <summary>The value, as JSON. Throws <see cref="StepFaultException"/> when there is none.</summary>
    public abstract JsonElement Evaluate(Scope scope);

    /// <summary>How a person reads it: its source text, cut to a line.</summary>
    public abstract string Text { get; }

    /// <summary>Its source text, whole. The publish-time lint reads it.</summary>
    public virtual string Source => Text;
}

/// <summary>An expression that is its own value.</summary>
public sealed class Constant(JsonElement value) : Expression
{
    /// <inheritdoc />
    public override JsonElement Evaluate(Scope scope) => value;

    /// <inheritdoc />
    public override string Text => Values.ToText(value);
}
