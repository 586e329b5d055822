using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Doorstep.Workflows.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CaseMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_state",
                table: "cases");

            migrationBuilder.CreateTable(
                name: "case_marks",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_state",
                table: "cases",
                columns: new[] { "status", "state", "created_at", "id" },
                descending: new[] { false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "ux_case_marks",
                table: "case_marks",
                columns: new[] { "kind", "value", "created_at", "case_id" },
                unique: true,
                descending: new[] { false, false, true, false });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_marks");

            migrationBuilder.DropIndex(
                name: "ix_cases_state",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "ix_cases_state",
                table: "cases",
                columns: new[] { "status", "state" });
        }
    }
}
