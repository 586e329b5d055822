using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>A syntax that expressions may be written in.</summary>
public abstract class ExpressionLanguage
{
    /// <summary>Its name in definitions: <c>JavaScript</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Prepares an expression once, so that evaluating it costs nothing but its own work.</summary>
    /// <param name="value">What was written.</param>
    /// <param name="place">Where it stands.</param>
    public abstract Expression Compile(JsonElement value, ExpressionPlace place);
}
