<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-30" classificationMax="30">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-30" maximumValue="30" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="127,39,4,255"/>
              <Option type="QString" name="color2" value="8,57,107,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.125;200,100,45,255:0.25;237,169,113,255:0.375;249,223,195,255:0.5;247,247,247,255:0.625;207,226,240,255:0.75;134,185,220,255:0.875;54,131,191,255"/>
            </Option>
          </colorramp>
          <item value="-30" color="#7f2704" alpha="255" label="-30 cm"/>
          <item value="-22.5" color="#c8642d" alpha="255" label="-22.5 cm"/>
          <item value="-15" color="#eda971" alpha="255" label="-15 cm"/>
          <item value="-7.5" color="#f9dfc3" alpha="255" label="-7.5 cm"/>
          <item value="0" color="#f7f7f7" alpha="255" label="0 cm"/>
          <item value="7.5" color="#cfe2f0" alpha="255" label="7.5 cm"/>
          <item value="15" color="#86b9dc" alpha="255" label="15 cm"/>
          <item value="22.5" color="#3683bf" alpha="255" label="22.5 cm"/>
          <item value="30" color="#08396b" alpha="255" label="30 cm"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
