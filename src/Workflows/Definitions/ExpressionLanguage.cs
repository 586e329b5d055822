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
    /// <param name="typeName">The type its place wants.</param>
    /// <param name="definition">The definition it stands in.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="faults">Where to say what is wrong with it.</param>
    public abstract Expression Compile(JsonElement value, string typeName, AuthoredDefinition definition, string path, ICollection<DefinitionFault> faults);
}
